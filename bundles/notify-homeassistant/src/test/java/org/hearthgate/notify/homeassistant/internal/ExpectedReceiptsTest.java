package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Receipt;
import org.junit.jupiter.api.Test;

class ExpectedReceiptsTest {
    private final ExpectedReceipts receipts = new ExpectedReceipts("home-assistant");

    private Optional<Receipt> read(String json) throws RefusedException {
        return receipts.read(json.getBytes(StandardCharsets.UTF_8), NOON);
    }

    private Call called(Alarms.CallBuilder builder) {
        Call call = builder.build();
        receipts.expect(call);
        return call;
    }

    @Test
    void tells_which_call_of_which_alert_at_which_step_was_received() throws Exception {
        Call call = called(Alarms.call(Alarms.urgentLow().escalated(2, NOON)));

        assertThat(read("{\"call\":\"a-1/0\",\"by\":\"Speaker\"}"))
                .contains(new Receipt(
                        call.id(),
                        "a-1",
                        ANNA,
                        2,
                        "home-assistant",
                        Optional.empty(),
                        Receipt.Outcome.RECEIVED,
                        NOON,
                        "confirmed by Speaker"));
    }

    @Test
    void is_the_carers_own_only_where_nobody_else_can_have_heard_it() throws Exception {
        called(Alarms.call(Alarms.urgentLow()).notForThoseNear());
        assertThat(read("{\"call\":\"a-1/0\"}").flatMap(Receipt::carer)).contains("grandma");
    }

    @Test
    void a_carer_who_was_not_called_here_has_no_receipt() {
        called(Alarms.call(Alarms.urgentLow()));
        assertThatThrownBy(() -> read("{\"call\":\"a-1/0\",\"carer\":\"school\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not called over this channel");
    }

    @Test
    void an_unknown_call_a_missing_one_and_another_outcome_are_refused() {
        called(Alarms.call(Alarms.urgentLow()));
        for (String json : new String[] {
            "{\"call\":\"x\"}", "{}", "[]", "{\"call\":\"a-1/0\",\"outcome\":\"dosed\"}", "{\"call\":\"a-1/0\"", "seen"
        }) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void the_same_is_noted_once_and_more_is_noted_too() throws Exception {
        called(Alarms.call(Alarms.urgentLow()));
        assertThat(read("{\"call\":\"a-1/0\"}")).isPresent();
        assertThat(read("{\"call\":\"a-1/0\"}")).isEmpty();
        called(Alarms.call(Alarms.urgentLow())); // tried again
        assertThat(read("{\"call\":\"a-1/0\"}")).isEmpty();
        assertThat(read("{\"call\":\"a-1/0\",\"outcome\":\"seen\"}")).isPresent();
    }

    @Test
    void remembers_the_newest_calls_and_no_more() throws Exception {
        for (int i = 0; i < 300; i++) {
            called(Alarms.call(Alarms.of("n-" + i, ANNA, "low", Priority.MEDIUM, "…")));
        }
        assertThat(read("{\"call\":\"n-299/0\"}")).isPresent();
        assertThat(read("{\"call\":\"n-44/0\"}")).isPresent();
        assertThatThrownBy(() -> read("{\"call\":\"n-43/0\"}")).hasMessageContaining("too long ago");
    }
}
