/**
 * Points of a basket: what it earns and what points may pay. Twin of the server's loyalty/rules.py. Whole numbers.
 *
 * @typedef {{is_on: boolean, earn_amount: number, earn_points: number, point_value: number, least_spend: number,
 *   excluded: string[]}} Program amounts in minor units
 * @typedef {{number: string, state: string, points: number, program: Program, alone: boolean}} Member
 */
import { checked } from "./credit.js";
import { sum } from "./rounding.js";

const DIGITS = 11;

/** The digits of a member's card as it was typed or scanned; "" for what can be none. */
export const plainCard = (text) => checked(text, DIGITS);

/** As it is read: 4, 4, 3. */
export const spacedCard = (number) => [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(" ");

/** The member of a basket as far as they are known here; null where none was named. */
export function memberOf({ basket, member }) {
  if (!basket.member) return null;
  return member?.number === basket.member ? member : { number: basket.member, state: "", points: null, program: null };
}

/** Minor units of the basket that earn, and that points may pay. */
export function eligible(program, rows) {
  const counted = rows.filter((row) => !program.excluded.includes(row.product.legal_class));
  return Math.max(0, sum(counted.flatMap((row) => row.parts.map((part) => part.priced.total))));
}

/** Points for an amount, less what points paid of it. */
export function earned(program, amount, byPoints) {
  if (!program.is_on || program.earn_amount < 1) return 0;
  const left = Math.max(0, amount - byPoints);
  return (left - (left % program.earn_amount)) / program.earn_amount * program.earn_points;
}

/** The points that pay an amount, rounded up. */
export function pointsFor(program, amount) {
  const value = program.point_value;
  return value > 0 ? (amount + value - 1 - ((amount + value - 1) % value)) / value : 0;
}

/** Whether this member's points are taken as payment at all. */
export function maySpend(member) {
  return Boolean(member?.program?.is_on) && member.program.point_value > 0 && member.state === "active"
    && member.points >= Math.max(1, member.program.least_spend);
}

/** The most that points pay of what is due: whole points, of what may be paid with them. */
export function mostByPoints(member, amount, due) {
  const value = member.program.point_value;
  const most = Math.max(0, Math.min(due, amount, member.points * value));
  return most - (most % value);
}

/**
 * Why an amount can't be paid with points; null where it can.
 * @returns {{key: string, amount?: number, points?: number}|null}
 */
export function pointsFault(member, amount, typed) {
  if (!maySpend(member)) return { key: "none" };
  const { point_value: value, least_spend: least } = member.program;
  if (typed % value) return { key: "step", amount: value };
  if (pointsFor(member.program, typed) < least) return { key: "least", points: least };
  if (typed > amount) return { key: "excluded", amount: amount - (amount % value) };
  return typed > member.points * value ? { key: "over", amount: member.points * value } : null;
}

/** What a sale is worth to its member, for the receipt; null where nobody is named or the terms aren't known. */
export function pointsOfSale(member, rows, payments) {
  if (!member?.program?.is_on || member.state !== "active") return null;
  const byPoints = sum(payments.filter((one) => one.method === "points").map((one) => one.tendered - one.change));
  const spent = pointsFor(member.program, byPoints);
  return { number: member.number, earned: earned(member.program, eligible(member.program, rows), byPoints), spent };
}
