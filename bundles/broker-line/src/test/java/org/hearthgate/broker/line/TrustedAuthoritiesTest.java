package org.hearthgate.broker.line;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
    @Test
    void an_authority_that_is_not_there_or_empty_is_refused_by_name(@TempDir Path folder) throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedAuthorities.sockets(Optional.of(folder.resolve("none.pem"))))
                .withMessageContaining("none.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedAuthorities.sockets(Optional.of(empty)))
                .withMessageContaining("holds no certificate");
    }

    @Test
    void what_is_no_certificate_is_refused(@TempDir Path folder) throws Exception {
        Path prose = Files.writeString(folder.resolve("prose.pem"), "-----BEGIN CERTIFICATE-----\nnot one\n");

        assertThatIllegalArgumentException().isThrownBy(() -> TrustedAuthorities.sockets(Optional.of(prose)));
    }

    @Test
    void without_a_file_those_of_java_count() {
        assertThatNoException().isThrownBy(() -> TrustedAuthorities.sockets(Optional.empty()));
    }
}
