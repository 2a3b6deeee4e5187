package org.hearthgate.adapter.coap.internal.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the link format of RFC 6690, section 2, by hand: Californium's reader works with regular expressions that a hostile text leads far
 * astray. Linear in the octets; bounded in everything that is kept. Pure.
 */
public final class LinkFormat {
    /** Of one document; what follows is not looked at. */
    public static final int MOST_LINKS = 256;

    private static final int MOST_OCTETS = 64 * 1024;
    private static final int MOST_ATTRIBUTES = 16;
    private static final int LONGEST = 255;

    private final String text;
    private int at;

    private LinkFormat(String text) {
        this.text = text;
    }

    /**
     * {@return the links of a document, in order, at most {@value #MOST_LINKS}}
     *
     * @throws IllegalArgumentException if it is not in that format; the message says where
     */
    public static List<Link> parse(byte[] document) {
        if (document.length > MOST_OCTETS) {
            throw new IllegalArgumentException("the list of resources has more than " + MOST_OCTETS + " octets");
        }
        try {
            return new LinkFormat(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(document))
                            .toString())
                    .links();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the list of resources is not UTF-8", e);
        }
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        skipSpace();
        while (at < text.length() && links.size() < MOST_LINKS) {
            links.add(link());
            skipSpace();
            if (at < text.length()) {
                expect(',');
                skipSpace();
            }
        }
        return links;
    }

    private Link link() {
        expect('<');
        int end = text.indexOf('>', at);
        if (end < 0) {
            throw odd("a link without its closing '>'");
        }
        String target = bounded(text.substring(at, end));
        at = end + 1;
        Map<String, String> attributes = new LinkedHashMap<>();
        skipSpace();
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            skipSpace();
            String name = name();
            skipSpace();
            String value = "";
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipSpace();
                value = value();
            }
            if (attributes.size() < MOST_ATTRIBUTES) {
                attributes.putIfAbsent(name, value);
            }
            skipSpace();
        }
        return new Link(target, attributes);
    }

    private String name() {
        int from = at;
        while (at < text.length() && ",;=\"<> \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (from == at) {
            throw odd("an attribute without a name");
        }
        return bounded(text.substring(from, at)).toLowerCase(Locale.ROOT);
    }

    private String value() {
        if (at >= text.length() || text.charAt(at) != '"') {
            int from = at;
            while (at < text.length() && ",; \t\r\n\"<>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return bounded(text.substring(from, at));
        }
        at++;
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        expect('"');
        return bounded(value.toString());
    }

    private String bounded(String part) {
        if (part.length() > LONGEST) {
            throw odd("a part of more than " + LONGEST + " characters");
        }
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw odd("a control character");
        }
        return part;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw odd("no '" + wanted + "'");
        }
        at++;
    }

    private IllegalArgumentException odd(String what) {
        return new IllegalArgumentException("the list of resources has " + what + " at character " + (at + 1));
    }
}
