import { limits } from "@hallway/protocol/limits";

/** What is wrong with a person's name, before it is sent. */
export function checkName(name: string): string | undefined {
  if (name.trim() === "") return "Enter your name.";
  return [...name.trim()].length > limits.personName
    ? `Use at most ${limits.personName} characters.`
    : undefined;
}

/** What is wrong with an e-mail address; the server has the last word. */
export function checkEmail(email: string): string | undefined {
  if (email.trim() === "") return "Enter your e-mail address.";
  const whole = /^[^\s@]+@[^\s@]+\.[^\s@.]+$|^[^\s@]+@localhost$/.test(email.trim());
  if (!whole || email.trim().length > limits.email) {
    return "That is not a whole e-mail address yet, such as ann@example.com.";
  }
  return undefined;
}

/** What is wrong with a new password. Spaces and any other character count and are kept. */
export function checkNewPassword(password: string): string | undefined {
  const length = [...password].length;
  if (length === 0) return "Enter a password.";
  if (length < limits.passwordMin) return `Use at least ${limits.passwordMin} characters.`;
  return length > limits.passwordMax ? `Use at most ${limits.passwordMax} characters.` : undefined;
}

/** Whether the password of an existing account was given at all. */
export function checkPassword(password: string): string | undefined {
  return password === "" ? "Enter your password." : undefined;
}

/** What is wrong with a workspace's name. */
export function checkWorkspaceName(name: string): string | undefined {
  if (name.trim() === "") return "Enter a name for the workspace.";
  return [...name.trim()].length > limits.workspaceName
    ? `Use at most ${limits.workspaceName} characters.`
    : undefined;
}
