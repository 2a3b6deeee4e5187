package org.hearthgate.web.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files, read from the bundle once and kept compressed. Their common hash is part of their address, so a browser may keep them
 * for ever and still gets the new ones after an update. Only what {@code assets.txt} lists is served.
 */
final class Assets {
    private static final String ROOT = "/org/hearthgate/web/page/";
    private static final String PLACE = "__ASSETS__";
    /** What browsers want at an address that never changes: a worker is in charge of what lies below it. */
    private static final Set<String> AT_ROOT = Set.of("sw.js", "icon-192.png", "icon-512.png");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    /** One file as it goes out. */
    record Asset(String type, byte[] plain, byte[] gzipped) {}

    private final Map<String, Asset> byPath = new HashMap<>();
    private final Asset page;
    private final String tag;
    private final String importMapHash;

    Assets() {
        List<String> names = names();
        MessageDigest digest = sha256();
        var contents = new HashMap<String, byte[]>();
        for (String name : names) {
            byte[] content = read(ROOT + name);
            contents.put(name, content);
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
        byte[] html = read(ROOT + "index.html");
        digest.update(html);
        tag = HexFormat.of().formatHex(digest.digest(), 0, 8);
        String prefix = "/assets/" + tag + "/";
        contents.forEach((name, content) -> byPath.put(prefix + name, asset(type(name), content)));
        String placed = new String(html, StandardCharsets.UTF_8).replace(PLACE + "/", prefix);
        page = asset("text/html;charset=utf-8", placed.getBytes(StandardCharsets.UTF_8));
        importMapHash = hashOfImportMap(placed);
    }

    static List<String> names() {
        return new String(read(ROOT + "assets.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    Asset page() {
        return page;
    }

    String tag() {
        return tag;
    }

    String importMapHash() {
        return importMapHash;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** {@return a file at an address that never changes, so that it must be asked for anew} */
    Optional<Asset> atRoot(String path) {
        String name = path.substring(1);
        return AT_ROOT.contains(name) ? at("/assets/" + tag + "/" + name) : Optional.empty();
    }

    static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + resource + "; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hashOfImportMap(String html) {
        String open = "<script type=\"importmap\">";
        int from = html.indexOf(open) + open.length();
        int until = html.indexOf("</script>", from);
        byte[] hash = sha256().digest(html.substring(from, until).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no content type for " + name);
        }
        return type;
    }

    private static Asset asset(String type, byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Asset(type, plain, bytes.toByteArray());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
