package org.hearthgate.web.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the page itself, which holds no data and so needs no log-in; everything it shows comes through the native REST. */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.page", service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public final class PageServlet extends HttpServlet {
    private static final byte[] NOTHING_HERE =
            "There is no page at this address. Open / instead.\n".getBytes(StandardCharsets.UTF_8);

    private final transient Assets assets;

    @Activate
    public PageServlet() {
        assets = new Assets();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (path.isEmpty() || path.equals("/") || path.equals("/index.html")) {
            page(request, response);
            return;
        }
        var atRoot = assets.atRoot(path);
        if (atRoot.isPresent()) {
            unlessKnown(atRoot.get(), request, response);
            return;
        }
        Headers.forEverything(response);
        var asset = assets.at(path);
        if (asset.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write(NOTHING_HERE);
            return;
        }
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        send(asset.get(), request, response);
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.forPage(response, assets.importMapHash());
        unlessKnown(assets.page(), request, response);
    }

    private void unlessKnown(Assets.Asset asset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String tag = '"' + assets.tag() + '"';
        Headers.forEverything(response);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(asset, request, response);
    }

    private static void send(Assets.Asset asset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(asset.type());
        response.setHeader("Vary", "Accept-Encoding");
        String accepted = request.getHeader("Accept-Encoding");
        byte[] body = asset.plain();
        if (accepted != null && accepted.contains("gzip") && asset.gzipped().length < asset.plain().length) {
            response.setHeader("Content-Encoding", "gzip");
            body = asset.gzipped();
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
