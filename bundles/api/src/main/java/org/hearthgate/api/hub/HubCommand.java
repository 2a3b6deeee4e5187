package org.hearthgate.api.hub;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of {@code gateway-config/hub} that works on a home, whether its hub is running or not: register it as an OSGi service
 * (whiteboard) with its name as service property {@link #COMMAND}, and the command line reaches it. Only the user that owns the home can.
 */
@ConsumerType
public interface HubCommand {
    /** Service property that says the name, so that a launcher can wait for it without knowing this type. */
    String COMMAND = "hearthgate.command";

    int OK = 0;
    int USAGE = 64;
    int BAD_DATA = 65;
    int INTERNAL = 70;
    int TRY_LATER = 75;

    /** {@return the word behind {@code hub}, e.g. {@code backup}} */
    String name();

    /**
     * Does it, on a thread of the caller; one call at a time. Whatever it throws is told as an internal error.
     *
     * @param arguments the words behind the name, without {@code --home DIR}; {@code --help} among them asks for a usage text
     * @param screen where the person who asked reads
     * @return one of the exit codes above
     */
    int run(List<String> arguments, Screen screen);

    /** Where the person who asked reads. A person who has gone away is no error: then nobody reads. */
    interface Screen {
        /** A line of the answer, for standard output. */
        void say(String line);

        /** A line for standard error: what, which, what to do. */
        void complain(String line);
    }
}
