package org.hearthgate.commissioning.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where changes are written down, and how long others are waited for. */
@ObjectClassDefinition(
        name = "Commissioning",
        description = "Finding, pairing and setting devices. Not to be changed over the network.")
@interface CommissioningConfig {
    String PID = "org.hearthgate.commissioning";

    @AttributeDefinition(
            name = "Folder of the settings",
            description = "Where changes are written, one JSON file per PID; empty: they last until the restart")
    String directory() default "";

    @AttributeDefinition(
            name = "Wait for a transport or a kind of device at most (milliseconds)",
            min = "100",
            max = "10000")
    int answerWithinMilliseconds() default 2000;

    @AttributeDefinition(
            name = "Wait for an adapter to come up with new settings at most (seconds)",
            min = "1",
            max = "60")
    int startWithinSeconds() default 10;

    @AttributeDefinition(name = "A pairing that nobody looks at is given up after (seconds)", min = "10", max = "600")
    int pairingSeconds() default 120;

    @AttributeDefinition(name = "Changes that are remembered", min = "10", max = "10000")
    int changesRemembered() default 500;
}
