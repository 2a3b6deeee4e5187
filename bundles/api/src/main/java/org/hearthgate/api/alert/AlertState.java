package org.hearthgate.api.alert;

/** Where an alert stands in its life; what is not raised yet (idle, confirming) is no alert. */
public enum AlertState {
    /** Calls for somebody. */
    RAISED,
    /** Calls for more people, because nobody answered. */
    ESCALATED,
    /** Somebody has it; everybody sees who. */
    ACKNOWLEDGED,
    /** Silent until a stated time, then raised again if it still holds. */
    SNOOZED,
    /** Over. */
    RESOLVED;

    /** {@return the word on the wire and in the journal} */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return whether this state makes noise} */
    public boolean calls() {
        return this == RAISED || this == ESCALATED;
    }
}
