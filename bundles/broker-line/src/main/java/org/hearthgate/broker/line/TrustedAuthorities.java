package org.hearthgate.broker.line;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose signature under a broker's certificate counts: the home's own authority where one is named, else those Java brings. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * {@return sockets that trust these alone, or what Java trusts where no file is named}
     *
     * @param caFile PEM, one certificate or more
     * @throws IllegalArgumentException if the file cannot be read or holds no certificate
     */
    public static SSLSocketFactory sockets(Optional<Path> caFile) {
        try {
            var context = SSLContext.getInstance("TLS");
            if (caFile.isEmpty()) {
                context.init(null, null, null);
            } else {
                context.init(null, trust(caFile.get()).getTrustManagers(), null);
            }
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "caFile '" + caFile.map(Path::toString).orElse("") + "' cannot be used (" + e.getMessage()
                            + "): name a readable PEM file with the certificate of the broker's authority",
                    e);
        }
    }

    private static TrustManagerFactory trust(Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates;
        try (InputStream pem = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
        if (certificates.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
