package org.hearthgate.store.sqlite.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
    private final RecoveryKey key = RecoveryKey.random();

    @Test
    void a_code_is_fourteen_groups_and_leads_back_to_its_key() {
        assertThat(key.code()).matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(RecoveryKey.parse(key.code()).octets()).isEqualTo(key.octets());
    }

    @Test
    void people_may_write_it_as_people_write() {
        String written = key.code()
                .toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replace('0', 'o')
                .replace('1', 'l');
        assertThat(RecoveryKey.parse(written).octets()).isEqualTo(key.octets());
    }

    @Test
    void one_wrong_character_is_noticed_wherever_it_is() {
        String code = key.code();
        for (int at = 0; at < code.length(); at++) {
            if (code.charAt(at) != '-') {
                String wrong = code.substring(0, at) + (code.charAt(at) == '7' ? '8' : '7') + code.substring(at + 1);
                assertThatThrownBy(() -> RecoveryKey.parse(wrong)).isInstanceOf(BackupException.class);
            }
        }
    }

    @Test
    void a_code_that_is_too_short_or_has_foreign_characters_is_told_so() {
        assertThatThrownBy(() -> RecoveryKey.parse("1234")).hasMessageContaining("14 groups");
        assertThatThrownBy(() -> RecoveryKey.parse("U" + key.code().substring(1)))
                .hasMessageContaining("'U'");
    }
}
