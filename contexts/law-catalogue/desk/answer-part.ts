/** What a part beside a calculator's answer is told of it. */
export interface AnswerPartProps {
  rule: string;
  /** The day whose law was asked. */
  on: string;
  /** The rule's input as it was sent. */
  input: unknown;
  /** There is an answer, and what is filled in is still what was asked. */
  stands: boolean;
}
