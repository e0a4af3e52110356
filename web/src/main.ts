// Starts the page.
import { mount } from "svelte";
import App from "./App.svelte";
import "./tokens.css";
import "./page.css";
import "./controls.css";

mount(App, { target: document.getElementById("page")! });
