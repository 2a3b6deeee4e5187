package org.hearthgate.web.internal;

import jakarta.servlet.http.HttpServletResponse;

/** The headers by which a browser keeps the page to itself: no foreign script, no frame, no copy in a cache. */
final class Headers {
    private Headers() {}

    static void forEverything(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    static void forData(HttpServletResponse response) {
        forEverything(response);
        response.setHeader("Cache-Control", "no-store");
    }

    /** @param importMapHash {@code sha256-…} of the page's one inline script */
    static void forPage(HttpServletResponse response, String importMapHash) {
        forEverything(response);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' '" + importMapHash
                        + "'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
                        + " form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html hearthgate");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
