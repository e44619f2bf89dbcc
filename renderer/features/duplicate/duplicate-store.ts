import { create } from "zustand";
import type { DraftBody } from "#shared/contract/draft-body.ts";
import type { DuplicateLine } from "#shared/contract/duplicate-calls.ts";
import { ask } from "#renderer/host/host.ts";

/** The stored applications that the one on screen may repeat; null while nothing is asked. */
export const useDuplicateStore = create<{ lines: DuplicateLine[] | null }>()(() => ({ lines: null }));

/** Puts the question; false where, meanwhile, nothing is alike any more. */
export async function askAboutDuplicates(body: DraftBody): Promise<boolean> {
  const lines = await ask("intake.findDuplicates", { body });
  if (lines.length > 0) useDuplicateStore.setState({ lines });
  return lines.length > 0;
}

/** Takes the question away; what was typed stays on screen. */
export const closeDuplicates = (): void => useDuplicateStore.setState({ lines: null });
