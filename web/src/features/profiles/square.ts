// A small square from the middle of a picture, made in the browser.
import { Troubled } from "../../lib/rest";

/** Pixels: sharp on a dense screen, and far below what the server takes. */
const SIDE = 160;
const QUALITY = 0.85;

/** As a JPEG, which has nothing of the file but what is to be seen. */
export async function square(picture: Blob): Promise<File> {
  try {
    const whole = await createImageBitmap(picture);
    const side = Math.min(whole.width, whole.height);
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "white"; // where the picture is transparent
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.drawImage(whole, (whole.width - side) / 2, (whole.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    return new File([blob], "picture.jpg", { type: blob.type });
  } catch {
    throw new Troubled({ code: "not_a_picture", sentence: "This is no picture that can be shown here." });
  }
}
