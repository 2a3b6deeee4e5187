package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventClientTest {
    private final ScriptedPipe pipe = new ScriptedPipe();
    private Optional<Access> access = Optional.of(new Access("us", Role.FAMILY, Set.of(ANNA)));
    private final EventClient client = new EventClient(access.get(), () -> access, pipe, 16);

    /** Takes as many operations as it is told to, and breaks the test when it is used while it said no. */
    private static final class ScriptedPipe implements EventClient.Pipe {
        private final List<String> done = new ArrayList<>();
        private int takes = Integer.MAX_VALUE;
        private boolean granted;
        private boolean broken;

        @Override
        public boolean ready() {
            granted = takes > 0;
            return granted;
        }

        private void use(String what) throws IOException {
            assertThat(granted).as("asked ready() before").isTrue();
            granted = false;
            takes--;
            if (broken) {
                throw new IOException("connection reset");
            }
            done.add(what);
        }

        @Override
        public void write(byte[] frame) throws IOException {
            use(new String(frame, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() throws IOException {
            use("flush");
        }

        @Override
        public void close() {
            done.add("closed");
        }
    }

    private void offer(String text) {
        client.offer(text.getBytes(StandardCharsets.UTF_8));
        client.pump();
    }

    private static EventClient.Frame about(PersonId person, Audience audience) {
        return new EventClient.Frame(audience, Optional.ofNullable(person), new byte[0]);
    }

    @Test
    void each_event_is_flushed_by_itself_and_in_order() {
        offer("a");
        offer("b");

        assertThat(pipe.done).containsExactly("a", "flush", "b", "flush");
    }

    @Test
    void what_a_slow_page_does_not_take_waits_and_follows_when_it_can() {
        pipe.takes = 1;
        offer("a");
        offer("b");
        assertThat(pipe.done).containsExactly("a");

        pipe.takes = Integer.MAX_VALUE;
        client.pump();

        assertThat(pipe.done).containsExactly("a", "flush", "b", "flush");
    }

    @Test
    void a_page_that_falls_too_far_behind_is_cut_off_and_keeps_nothing() {
        pipe.takes = 0;
        IntStream.range(0, 16).forEach(i -> offer("event " + i));
        assertThat(client.closed()).isFalse();

        offer("one too many");

        assertThat(client.closed()).isTrue();
        assertThat(client.waiting()).isZero();
        assertThat(pipe.done).containsExactly("closed");
    }

    @Test
    void a_page_that_has_gone_is_closed_once_and_never_written_to_again() {
        pipe.broken = true;
        offer("a");
        offer("b");

        assertThat(pipe.done).containsExactly("closed");
    }

    @Test
    void a_page_whose_code_was_taken_back_is_cut_off_at_the_next_beat() {
        access = Optional.empty();
        client.recheck();

        assertThat(client.closed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_page_hears_only_what_its_role_and_its_people_allow(Role role) {
        var listener = new EventClient(new Access("x", role, Set.of(ANNA)), Optional::empty, pipe, 16);
        boolean health = role == Role.FAMILY || role == Role.CLINICIAN;
        boolean ofTheHub = role == Role.FAMILY || role == Role.INSTALLER || role == Role.FLEET;

        for (Audience audience : List.of(Audience.READERS, Audience.ALERTED)) {
            assertThat(listener.wants(about(ANNA, audience))).isEqualTo(health);
            assertThat(listener.wants(about(BEN, audience))).isFalse();
        }
        assertThat(listener.wants(about(Alert.HUB, Audience.ALERTED))).isEqualTo(ofTheHub);
        assertThat(listener.wants(about(Alert.HUB, Audience.READERS))).isFalse();
        assertThat(listener.wants(about(ANNA, Audience.CARERS))).isEqualTo(role == Role.FAMILY);
        assertThat(listener.wants(about(BEN, Audience.CARERS))).isFalse();
        assertThat(listener.wants(about(Alert.HUB, Audience.CARERS))).isEqualTo(role == Role.FAMILY);
        assertThat(listener.wants(about(ANNA, Audience.KEEPERS)))
                .isEqualTo(role == Role.FAMILY || role == Role.INSTALLER);
        assertThat(listener.wants(about(BEN, Audience.KEEPERS))).isEqualTo(role == Role.INSTALLER);
        assertThat(listener.wants(about(null, Audience.KEEPERS)))
                .isEqualTo(role == Role.FAMILY || role == Role.INSTALLER);
        assertThat(listener.wants(about(null, Audience.EVERYBODY)))
                .as("the hub's beat")
                .isTrue();
    }
}
