import { signIn } from "@/auth";

export const GET = () => signIn("pailou", { redirectTo: "/" });
