export const wellKnownNames = `
scikit-learn: sklearn
`;
