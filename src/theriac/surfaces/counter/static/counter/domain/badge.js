/** The code on a person's badge: 120 random bits behind two letters, as accounts/commands/badges.py makes it. */
const FORM = /^TB[A-HJ-NP-Z2-9]{24}$/;

export const isBadge = (text) => FORM.test(text.trim().toUpperCase());
export const badgeCode = (text) => text.trim().toUpperCase();
