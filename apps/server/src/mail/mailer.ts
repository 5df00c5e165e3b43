/** A mail in plain words; `link` is the one thing to do with it. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  link: string;
}

/** Sends mail, or writes it to the mail folder where no server is configured. */
export interface Mailer {
  readonly kind: "smtp" | "folder";
  send(mail: Mail): Promise<void>;
}
