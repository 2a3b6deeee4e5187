package org.hearthgate.control.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.hub.HubCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for the owner of the home: a socket file in a folder that nobody else may enter, so that the file system says who may command
 * and no password is needed. One command at a time, on one thread of its own; off the alarm's road.
 */
@Component(
        name = ControlDoor.PID,
        configurationPid = ControlDoor.PID,
        configurationPolicy = REQUIRE,
        service = ControlDoor.class,
        immediate = true)
@Designate(ocd = ControlDoor.Config.class)
public final class ControlDoor {
    static final String PID = "org.hearthgate.control";
    static final String SOCKET = "hub.sock";

    private static final Logger LOG = LoggerFactory.getLogger(ControlDoor.class);
    private static final int WAITING_CALLERS = 4;

    /** Where the socket is. */
    @ObjectClassDefinition(name = "Control", description = "Commands of the owner, by a local socket")
    public @interface Config {
        @AttributeDefinition(
                name = "Directory",
                description = "Folder of the socket; made if missing, open to the hub's user alone")
        String directory();
    }

    private final List<HubCommand> commands = new CopyOnWriteArrayList<>();
    private final Path socket;
    private final ServerSocketChannel door;
    private final Thread thread;
    private volatile Optional<SocketChannel> caller = Optional.empty();

    @Activate
    public ControlDoor(Config config) {
        if (config.directory() == null || config.directory().isBlank()) {
            throw new IllegalArgumentException(PID + " needs 'directory': set it to a folder of the hub's user");
        }
        Path directory = Path.of(config.directory()).toAbsolutePath().normalize();
        socket = directory.resolve(SOCKET);
        door = open(directory, socket);
        thread = new Thread(this::serve, "hearthgate-control");
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocketChannel open(Path directory, Path socket) {
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            Files.deleteIfExists(socket); // of a hub that was killed; the home's lock says that no other hub lives
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(socket), WAITING_CALLERS);
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot open " + socket + ": " + e.getMessage()
                            + "; commands do not reach the running hub. A socket's path has at most about 100 characters: use a"
                            + " home with a shorter one",
                    e);
        }
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addCommand(HubCommand command) {
        commands.add(command);
    }

    void removeCommand(HubCommand command) {
        commands.remove(command);
    }

    private void serve() {
        while (door.isOpen()) {
            try (SocketChannel channel = door.accept()) {
                caller = Optional.of(channel);
                new Conversation(channel).hold(this::run);
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) { // a caller that hung up is none of the hub's business
                LOG.debug("A command's caller is gone", e);
            } finally {
                caller = Optional.empty();
            }
        }
    }

    private int run(List<String> words, HubCommand.Screen screen) {
        String name = words.isEmpty() ? "" : words.get(0);
        Optional<HubCommand> found =
                commands.stream().filter(command -> command.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            screen.complain("this hub has no command '" + name + "'; it knows: "
                    + String.join(
                            ", ",
                            commands.stream()
                                    .map(HubCommand::name)
                                    .sorted(Comparator.naturalOrder())
                                    .toList()));
            return HubCommand.USAGE;
        }
        try {
            return found.get().run(words.subList(1, words.size()), screen);
        } catch (RuntimeException
                | LinkageError e) { // the whiteboard's edge: one broken command must not close the door
            LOG.error("The command {} failed", name, e);
            screen.complain(name + " failed: " + e.getMessage() + "; the hub's log says more");
            return HubCommand.INTERNAL;
        }
    }

    @Deactivate
    void close() throws IOException, InterruptedException {
        door.close();
        Optional<SocketChannel> talking = caller;
        if (talking.isPresent()) {
            talking.get().close();
        }
        thread.join(2_000);
        Files.deleteIfExists(socket);
    }
}
