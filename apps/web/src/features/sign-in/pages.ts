/** The pages on the way in: small, and each a click from the next, so they arrive together. */
export { ForgotPasswordPage } from "./forgot-password-page.tsx";
export { InvitePage } from "./invite-page.tsx";
export { ResetPasswordPage } from "./reset-password-page.tsx";
export { SetupPage } from "./setup-page.tsx";
export { SignInPage } from "./sign-in-page.tsx";
export { SignUpPage } from "./sign-up-page.tsx";
