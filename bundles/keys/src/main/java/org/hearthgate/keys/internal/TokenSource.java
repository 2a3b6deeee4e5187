package org.hearthgate.keys.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.KeyGenerator;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;

/**
 * Hub keys inside a PKCS#11 token (a smart card, a TPM, an HSM), made there and never leaving it: the token itself wraps and unwraps, by
 * AES-256-GCM. Their labels are numbered; the highest is current.
 */
final class TokenSource implements KeySource {
    private static final String LABEL = "hearthgate-hub-";
    private static final Pattern OURS = Pattern.compile(LABEL + "[0-9]{6}");
    private static final String TO_DO =
            "; check that the token is plugged in and its daemon runs, and 'library', 'slot' and the PIN of org.hearthgate.keys";

    private final Provider provider;
    private final KeyStore token;
    private final Envelope envelope;
    private List<String> labels;

    /**
     * @param library the token's own PKCS#11 library
     * @param slot id of the slot; below zero for the first slot with a token
     * @param pin of its user
     */
    TokenSource(Path library, long slot, char[] pin) {
        provider = provider(library, slot);
        try {
            token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin);
            envelope = new Envelope(Optional.of(provider));
            labels = ours();
            if (labels.isEmpty()) {
                rotate();
            }
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw unavailable("open the token of " + library, e);
        }
    }

    private static Provider provider(Path library, long slot) {
        if (!Files.isReadable(library)) {
            throw unavailable("find the PKCS#11 library " + library, null);
        }
        Provider template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw new KeyException(
                    KeyException.Reason.UNAVAILABLE,
                    "this Java has no PKCS#11 (module jdk.crypto.cryptoki); install a full JDK, or use another source",
                    null);
        }
        // a hub key is made to stay: sensitive, not extractable, and good for nothing but this
        String settings = "--name = Hearthgate\nlibrary = " + library + "\n"
                + (slot < 0 ? "slotListIndex = 0\n" : "slot = " + slot + "\n")
                + "attributes(generate, CKO_SECRET_KEY, CKK_AES) = {\n"
                + "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false\nCKA_ENCRYPT = true\nCKA_DECRYPT = true\n}\n";
        try {
            return template.configure(settings);
        } catch (InvalidParameterException | ProviderException e) {
            throw unavailable("use the PKCS#11 library " + library, e);
        }
    }

    private List<String> ours() throws GeneralSecurityException {
        var found = new ArrayList<String>();
        for (String alias : Collections.list(token.aliases())) {
            if (OURS.matcher(alias).matches() && token.isKeyEntry(alias)) {
                found.add(alias);
            }
        }
        Collections.sort(found);
        return found;
    }

    @Override
    public List<HubKey> keys() {
        return labels.stream()
                .map(label -> new HubKey(label, Optional.empty(), false))
                .toList();
    }

    @Override
    public String current() {
        return labels.get(labels.size() - 1);
    }

    @Override
    public byte[] wrap(String id, byte[] dataKey, byte[] context) {
        try {
            return envelope.close(key(id), id, dataKey, context);
        } catch (GeneralSecurityException | ProviderException e) {
            throw unavailable("wrap a key under " + id, e);
        }
    }

    @Override
    public byte[] unwrap(String id, byte[] wrapped, byte[] context) {
        try {
            return envelope.open(key(id), id, wrapped, context);
        } catch (GeneralSecurityException | ProviderException e) {
            throw tellsBadTag(e) ? Envelope.refused(id, e) : unavailable("unwrap a key under " + id, e);
        }
    }

    /** SunPKCS11 hands the token's own word on, and tokens differ in which word they use. */
    private static boolean tellsBadTag(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("CKR_ENCRYPTED_DATA_INVALID")
                    || message.contains("CKR_ENCRYPTED_DATA_LEN_RANGE")
                    || message.contains("CKR_DATA_INVALID")
                    || message.contains("CKR_GENERAL_ERROR")
                            && message.toLowerCase(Locale.ROOT).contains("tag")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void rotate() {
        int next = labels.isEmpty() ? 1 : Integer.parseInt(current().substring(LABEL.length())) + 1;
        String label = String.format(Locale.ROOT, "%s%06d", LABEL, next);
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(SoftKeys.OCTETS * Byte.SIZE);
            token.setKeyEntry(label, generator.generateKey(), null, null);
            labels = ours();
        } catch (GeneralSecurityException | ProviderException e) {
            throw unavailable("make the key " + label + " in the token", e);
        }
    }

    @Override
    public void destroy(String id) {
        key(id);
        try {
            token.deleteEntry(id);
            labels = ours();
        } catch (GeneralSecurityException | ProviderException e) {
            throw unavailable("delete the key " + id + " from the token", e);
        }
    }

    private Key key(String id) {
        if (!labels.contains(id)) {
            throw SoftKeys.unknown(id);
        }
        try {
            return token.getKey(id, null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw unavailable("reach the key " + id + " in the token", e);
        }
    }

    private static KeyException unavailable(String task, Exception cause) {
        return new KeyException(
                KeyException.Reason.UNAVAILABLE,
                "cannot " + task + (cause == null ? "" : ": " + words(cause)) + TO_DO,
                cause);
    }

    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
