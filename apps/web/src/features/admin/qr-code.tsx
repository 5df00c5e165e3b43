import { QRCodeSVG } from "qrcode.react";

/** A link as a code for a phone's camera; black on white in every theme, because cameras expect it. */
export function QrCode({ value }: { value: string }) {
  return (
    <QRCodeSVG
      value={value}
      size={144}
      level="M"
      title="QR code of the invitation link"
      bgColor="#ffffff"
      fgColor="#000000"
    />
  );
}
