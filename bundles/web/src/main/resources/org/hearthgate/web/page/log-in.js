import { html, LitElement, nothing } from 'lit';
import { HubRefusal } from './hub-link.js';
import { m } from './messages.js';

/** One field, one button. */
class LogIn extends LitElement {
  static properties = { home: { attribute: false }, problem: { state: true }, visible: { state: true }, sending: { state: true } };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<form class="log-in" @submit=${this.#submit} novalidate>
      <svg class="hearth" viewBox="0 0 64 64" aria-hidden="true"><path d="M14 30 32 14l18 16v20H14z"></path><path class="flame" d="M32 46c-6 0-9-4-9-8 0-5 5-7 6-13 5 3 4 7 6 8 1-1 1-2 1-3 3 2 5 5 5 8 0 4-3 8-9 8z"></path></svg>
      <h1>${m.logInTitle}</h1>
      <label for="code">${m.logInLabel}</label>
      <p class="hint" id="code-hint">${m.logInHint}</p>
      ${this.problem ? html`<p class="problem" id="code-problem" role="alert">${this.problem}</p>` : nothing}
      <input id="code" name="code" type=${this.visible ? 'text' : 'password'} autocomplete="current-password" autocapitalize="none" spellcheck="false"
        aria-describedby="code-hint ${this.problem ? 'code-problem' : ''}" aria-invalid=${Boolean(this.problem)}>
      <label class="tick"><input type="checkbox" .checked=${Boolean(this.visible)} @change=${(e) => (this.visible = e.target.checked)}> ${m.logInShow}</label>
      <button class="primary" ?disabled=${this.sending}>${this.sending ? m.sending : m.logInButton}</button>
      <p class="hint">${m.logInLive}</p>
    </form>`;
  }

  firstUpdated() {
    this.querySelector('#code').focus();
  }

  async #submit(event) {
    event.preventDefault();
    const field = this.querySelector('#code');
    const code = field.value.trim();
    if (!code) {
      this.problem = m.logInEmpty;
      field.focus();
      return;
    }
    this.sending = true;
    try {
      await this.home.logIn(code);
    } catch (e) {
      this.problem = explain(e);
      field.focus();
    } finally {
      this.sending = false;
    }
  }
}

function explain(e) {
  if (!(e instanceof HubRefusal)) return m.logInLost;
  if (e.status === 429) return m.logInWait(e.body?.retryAfterSeconds ?? 10);
  return e.status === 401 ? m.logInWrong : e.message || m.logInLost;
}

customElements.define('log-in', LogIn);
