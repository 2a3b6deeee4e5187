package org.hearthgate.notify.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose signature under the mail server's certificate counts: those that Java trusts, or those of a file. */
final class Authorities {
    private Authorities() {}

    /**
     * @param file PEM; empty: those of Java
     * @throws IllegalArgumentException when it holds none
     */
    static SSLContext trust(String file) {
        try {
            if (file.isBlank()) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (InputStream in = Files.newInputStream(Path.of(file.strip()))) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
                }
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("'trustedCertificates' " + file + " holds no certificate");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "'trustedCertificates' " + file + " cannot be read as certificates (PEM): " + e.getMessage(), e);
        }
    }
}
