export declare function packageExtension(
  destination: string,
): Promise<{ readonly file: string; readonly size: number }>;
