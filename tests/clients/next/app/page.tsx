import { auth } from "@/auth";

export default async function Page() {
  const session = await auth();
  return <p>{session?.user ? `You are ${session.user.name}.` : "Nobody is signed in."}</p>;
}
