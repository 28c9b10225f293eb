/** The formats of scripts that are read: those of jupytext that keep cells apart, and Quarto's. */
export type FormatName = 'percent' | 'hydrogen' | 'light' | 'markdown' | 'rmarkdown' | 'quarto' | 'myst';
