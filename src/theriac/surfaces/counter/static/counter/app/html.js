/** The one door to htm and Preact, so that a later version changes here only. */
export {
  h, html, render, Component, createContext, useCallback, useContext, useEffect,
  useErrorBoundary, useLayoutEffect, useMemo, useRef, useState,
} from "../vendor/htm-preact/standalone.module.js";
