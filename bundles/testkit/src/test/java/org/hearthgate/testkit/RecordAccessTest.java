package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordAccessTest {
    private static RecordAccess parse(String hex) throws FrameException {
        return RecordAccess.parse(HexFormat.of().parseHex(hex));
    }

    @Test
    void what_is_asked_reads_as_what_was_meant() throws FrameException {
        assertThat(RecordAccess.parse(RecordAccess.reportRange(5, 0xFFFE)).json())
                .isEqualTo(Map.of(
                        "op", "ReportStoredRecords",
                        "operator", "WithinRange",
                        "filter", "SequenceOrTimeOffset",
                        "min", 5,
                        "max", 0xFFFE));
        assertThat(RecordAccess.reportFrom(0x1234)).containsExactly(1, 3, 1, 0x34, 0x12);
        assertThat(RecordAccess.parse(RecordAccess.abort()).operation()).isEqualTo(RecordAccess.Operation.ABORT);
    }

    @Test
    void tells_how_a_report_ended_and_nothing_else() throws FrameException {
        assertThat(parse("06000106").outcomeOf(RecordAccess.Operation.REPORT))
                .contains(RecordAccess.Outcome.NO_RECORDS);
        assertThat(parse("0600010b").outcomeOf(RecordAccess.Operation.REPORT)).contains(RecordAccess.Outcome.RESERVED);
        assertThat(parse("06000100").outcomeOf(RecordAccess.Operation.REPORT)).contains(RecordAccess.Outcome.RESERVED);
        assertThat(parse("06000301").outcomeOf(RecordAccess.Operation.REPORT)).isEmpty();
        assertThat(parse("0500ffff").operand()).isEqualTo(new RecordAccess.Operand.Count(0xFFFF));
    }

    @Test
    void takes_a_filter_by_time() throws FrameException {
        assertThat(parse("010302ea070b150a1e00").json()).containsEntry("value", "2026-11-21T10:30:00");
        assertThat(parse("010302ea070b150a1e00").operand())
                .isInstanceOfSatisfying(RecordAccess.Operand.Times.class, times -> assertThat(times.values())
                        .hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0001",
                "0901",
                "0107",
                "0103",
                "01030105",
                "0104010500",
                "01010000",
                "060101",
                "05000001ff",
                "0103030500"
            })
    void refuses_what_is_none(String hex) {
        assertThatThrownBy(() -> parse(hex)).isInstanceOf(FrameException.class);
    }

    @Test
    void names_every_operation_and_outcome() throws FrameException {
        for (int code = 1; code <= 8; code++) {
            assertThat(parse(String.format("0600%02x01", code)).json().get("request"))
                    .isNotIn("Reserved", null);
            assertThat(parse(String.format("060001%02x", code)).json().get("result"))
                    .isNotIn("Reserved", null);
        }
        assertThat(parse("06000901").json()).containsEntry("request", "Reserved");
        assertThat(List.of(RecordAccess.Operator.values())).hasSize(7);
    }
}
