/**
 * Resolves when the process that started us and keeps a channel to us is gone: nobody would be left to stop us. Never
 * resolves when we were started without a channel.
 */
export function parentGone(): Promise<string> {
  return new Promise((resolve) => {
    if (process.connected) process.once('disconnect', () => resolve('the end of npm start'));
  });
}
