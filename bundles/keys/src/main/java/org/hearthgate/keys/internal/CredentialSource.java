package org.hearthgate.keys.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;

/**
 * Hub keys as credentials of the service: systemd decrypts them, with the machine's TPM where there is one, into a folder that only this
 * service sees. {@code hearthgate-hub-key} is current; any {@code hearthgate-hub-key.*} still unwraps. This source only reads.
 */
final class CredentialSource implements KeySource {
    static final String NAME = "hearthgate-hub-key";
    private static final String STEPS =
            "make a credential with `head -c 32 /dev/urandom | systemd-creds encrypt --name=" + NAME
                    + " - FILE`, name it in the unit with LoadCredentialEncrypted=" + NAME
                    + ":FILE, keep the old one as "
                    + NAME + ".previous until `hub keys` shows that nothing is under it, and restart the hub";

    private final Path folder;
    private final SoftKeys keys = new SoftKeys();
    private final String current;

    CredentialSource(Path folder) {
        this.folder = folder;
        Path first = folder.resolve(NAME);
        if (!Files.isReadable(first)) {
            throw new KeyException(
                    KeyException.Reason.UNAVAILABLE, "there is no readable credential " + first + "; " + STEPS, null);
        }
        for (String name : older()) {
            add(folder.resolve(name));
        }
        current = add(first);
    }

    private TreeSet<String> older() {
        var names = new TreeSet<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAME + ".*")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return names;
    }

    /** The id follows from the key, so that it stays the same when the credential's file is renamed. */
    private String add(Path file) {
        byte[] octets = octets(file);
        String id = "systemd-" + HexFormat.of().formatHex(fingerprint(octets), 0, 4);
        keys.remove(id);
        keys.add(new HubKey(id, Optional.empty(), false), octets);
        return id;
    }

    private static byte[] octets(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length == SoftKeys.OCTETS) {
                return content;
            }
            String text = new String(content, StandardCharsets.US_ASCII).strip();
            byte[] octets = text.length() == 2 * SoftKeys.OCTETS
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            if (octets.length == SoftKeys.OCTETS) {
                return octets;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            // told below, without what the file holds
        }
        throw new KeyException(
                KeyException.Reason.UNAVAILABLE,
                "the credential " + file + " is no key: it must hold 32 octets, 64 hex digits or 44 of Base64; "
                        + STEPS,
                null);
    }

    private static KeyException unreadable(Path path, IOException cause) {
        return new KeyException(
                KeyException.Reason.UNAVAILABLE,
                "cannot read the credential " + path + ": " + cause + "; " + STEPS,
                cause);
    }

    private static byte[] fingerprint(byte[] octets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("hearthgate hub key".getBytes(StandardCharsets.US_ASCII));
            return digest.digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<HubKey> keys() {
        return keys.about();
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public byte[] wrap(String id, byte[] dataKey, byte[] context) {
        return keys.wrap(id, dataKey, context);
    }

    @Override
    public byte[] unwrap(String id, byte[] wrapped, byte[] context) {
        return keys.unwrap(id, wrapped, context);
    }

    @Override
    public void rotate() {
        throw byHand("a system credential is changed by the owner of the machine: ");
    }

    @Override
    public void destroy(String id) {
        throw byHand("the owner of the machine has to delete the credential of hub key " + id
                + " and its line in the unit. To change keys: ");
    }

    private static KeyException byHand(String what) {
        return new KeyException(KeyException.Reason.BY_HAND, what + STEPS, null);
    }
}
