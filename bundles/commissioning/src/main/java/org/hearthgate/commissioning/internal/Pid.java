package org.hearthgate.commissioning.internal;

import java.util.regex.Pattern;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;

/**
 * The name of a configuration, checked before it becomes a file's name.
 *
 * @param value {@code <pid>} or {@code <factory pid>~<name>}
 */
record Pid(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}(?:~[A-Za-z0-9._-]{1,64})?");

    Pid {
        if (!isOne(value)) {
            throw new CommissioningException(
                    Reason.INVALID,
                    "This is no name of a configuration. Write <pid> or <factory pid>~<name>, with letters, digits, '.', '_' and '-'.");
        }
    }

    /** {@return whether this can be the name of a configuration here; what somebody else named otherwise is left alone} */
    static boolean isOne(String orNull) {
        return orNull != null && FORM.matcher(orNull).matches();
    }

    /** {@return the factory PID; of one that has no name of its own, itself} */
    String factory() {
        int tilde = value.indexOf('~');
        return tilde < 0 ? value : value.substring(0, tilde);
    }

    boolean oneOfSeveral() {
        return value.indexOf('~') >= 0;
    }

    String name() {
        return value.substring(value.indexOf('~') + 1);
    }

    /** @throws CommissioningException if it is not for these hands */
    void requireWithin(Realm realm) {
        if (!realm.holds(value)) {
            throw new CommissioningException(Reason.NOT_HERE, value + " cannot be changed here: " + realm.refusal());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
