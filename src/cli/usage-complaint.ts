/** A command line that yargs cannot make sense of, in words of the user's language. */
export class UsageComplaint extends Error {
  override readonly name = "UsageComplaint";
  /** Help of the command that was meant, which names all its options. */
  help = "";
}
