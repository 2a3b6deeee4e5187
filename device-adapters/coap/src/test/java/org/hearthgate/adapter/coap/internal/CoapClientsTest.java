package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.RandomTokenGenerator;
import org.eclipse.californium.core.network.TokenGenerator.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoapClientsTest {
    private final Observing hub = new Observing();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void every_observation_goes_under_a_token_that_can_be_cancelled() throws Exception {
        var tokens = new RandomTokenGenerator(CoapSettings.configuration());
        var given = new HashSet<Token>();
        for (Token token :
                Stream.generate(hub.clients::observationToken).limit(100).toList()) {
            assertThat(tokens.getScope(token)).isEqualTo(Scope.LONG_TERM);
            hub.clients.endpoint(false).cancelObservation(token); // of another scope it would refuse
            assertThat(given.add(token)).isTrue();
        }
    }
}
