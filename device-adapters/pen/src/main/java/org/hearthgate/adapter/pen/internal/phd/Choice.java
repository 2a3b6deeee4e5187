package org.hearthgate.adapter.pen.internal.phd;

import java.util.Arrays;
import java.util.Optional;

/** What a message within an association is: a request ("roiv"), an answer ("rors"), an error or a refusal. */
public enum Choice {
    EVENT_REPORT(0x0100, "roiv-event-report"),
    CONFIRMED_EVENT_REPORT(0x0101, "roiv-confirmed-event-report"),
    GET(0x0103, "roiv-get"),
    SET(0x0104, "roiv-set"),
    CONFIRMED_SET(0x0105, "roiv-confirmed-set"),
    ACTION(0x0106, "roiv-action"),
    CONFIRMED_ACTION(0x0107, "roiv-confirmed-action"),
    EVENT_REPORT_ANSWER(0x0201, "rors-confirmed-event-report"),
    GET_ANSWER(0x0203, "rors-get"),
    SET_ANSWER(0x0205, "rors-confirmed-set"),
    ACTION_ANSWER(0x0207, "rors-confirmed-action"),
    ERROR(0x0300, "roer"),
    REJECT(0x0400, "rorj");

    private final int code;
    private final String word;

    Choice(int code, String word) {
        this.code = code;
        this.word = word;
    }

    public int code() {
        return code;
    }

    /** {@return the name in the standard, shortened} */
    public String word() {
        return word;
    }

    static Optional<Choice> of(int code) {
        return Arrays.stream(values()).filter(choice -> choice.code == code).findFirst();
    }
}
