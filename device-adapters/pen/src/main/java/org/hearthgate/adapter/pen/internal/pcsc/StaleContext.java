package org.hearthgate.adapter.pen.internal.pcsc;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;
import javax.smartcardio.CardTerminals;

/**
 * Has the JDK forget a pcscd that has gone. The JDK keeps its connection in a static field for ever, so that after a restart of pcscd no
 * reader works until the JVM ends; nothing public resets it. docs/decisions/0024 says why it is done like this.
 */
final class StaleContext {
    private StaleContext() {}

    /**
     * {@return whether the next use of PC/SC connects anew}
     *
     * @param stale what was in use
     */
    static boolean forget(CardTerminals stale) {
        try {
            Field context = stale.getClass().getDeclaredField("contextId");
            context.setAccessible(true);
            Field terminals = stale.getClass().getDeclaredField("terminals");
            terminals.setAccessible(true);
            synchronized (stale.getClass()) { // as the JDK itself does
                context.setLong(null, 0);
                if (terminals.get(null) instanceof Map<?, ?> known) {
                    known.clear();
                }
            }
            return true;
        } catch (NoSuchFieldException | IllegalAccessException | InaccessibleObjectException e) {
            return false; // the option is missing, or a later JDK has other fields
        }
    }
}
