/** Dates and times as people read them: months and times follow the language. */
import { dateIn, daysBetween, readDay, timeIn, weekdayOf } from "../domain/dates.js";

/**
 * @param {(key: string, values?: object) => string} t
 * @param {string} timeZone the branch's
 */
export function formatter(t, timeZone) {
  const months = t("months").split(" ");
  const weekdays = t("weekdays").split(" ");
  const parts = (date) => date.split("-");

  const month = (date) => `${months[Number(parts(date)[1]) - 1]} ${parts(date)[0]}`;
  const day = (date) => `${Number(parts(date)[2])} ${month(date)}`;
  const weekday = (date) => `${weekdays[weekdayOf(date)]} ${day(date)}`;
  const time = (instantMs) => {
    const { hour, minute } = timeIn(instantMs, timeZone);
    return `${hour}${t("time.separator")}${minute}`;
  };
  return {
    month, day, weekday, time,
    dayOf: (instantMs) => dateIn(instantMs, timeZone),
    daysTo: daysBetween,
    readDay: (text) => readDay(text, months),
  };
}
