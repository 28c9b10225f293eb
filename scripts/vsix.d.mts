export declare function writeVsix(folder: string, file: string): number;
