package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import org.hearthgate.adapter.pen.internal.pcsc.CardField;
import org.hearthgate.adapter.pen.internal.pcsc.FieldGoneException;
import org.hearthgate.adapter.pen.internal.pcsc.NoField;
import org.junit.jupiter.api.Test;

/** A small JRE has no module java.smartcardio: the room says so and does nothing else. */
class WithoutSmartCardsTest {
    @Test
    void a_java_without_smart_cards_is_named_as_the_cause() throws Exception {
        URL own = NfcRoom.class.getProtectionDomain().getCodeSource().getLocation();
        try (var loader = new URLClassLoader(new URL[] {own}, getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("javax.smartcardio")) {
                    throw new ClassNotFoundException(name);
                }
                boolean again = name.startsWith("org.hearthgate.adapter.pen.internal.pcsc.")
                        || name.startsWith(NfcRoom.class.getName());
                Class<?> loaded = findLoadedClass(name);
                return again ? loaded == null ? findClass(name) : loaded : super.loadClass(name, resolve);
            }
        }) {
            var opening = loader.loadClass(NfcRoom.class.getName()).getDeclaredMethod("pcsc");
            opening.setAccessible(true);

            assertThat(opening.invoke(null).getClass().getName()).isEqualTo(NoField.class.getName());
        }
    }

    @Test
    void says_what_to_do() {
        CardField field = new NoField(new NoClassDefFoundError("javax/smartcardio/CardException"));

        assertThatThrownBy(() -> field.await(Duration.ofMillis(1)))
                .isInstanceOf(FieldGoneException.class)
                .hasMessageContaining("run the hub on a complete JDK");
    }
}
