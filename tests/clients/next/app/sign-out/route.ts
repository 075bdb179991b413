import { redirect } from "next/navigation";
import { getToken } from "next-auth/jwt";
import { signedOut, signOut } from "@/auth";

export async function GET(request: Request) {
  const secureCookie = new URL(request.url).protocol === "https:";
  const token = await getToken({ req: request, secret: process.env.AUTH_SECRET, secureCookie });
  await signOut({ redirect: false });
  redirect(signedOut(token?.idToken));
}
