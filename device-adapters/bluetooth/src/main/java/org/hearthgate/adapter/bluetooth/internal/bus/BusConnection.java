package org.hearthgate.adapter.bluetooth.internal.bus;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.config.TransportConfig;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.TransportConfigurationException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.messages.constants.Flags;
import org.freedesktop.dbus.transport.jre.NativeTransportProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket to a message bus. The library authenticates, packs and unpacks; who is told what, on which thread and in which order is ours:
 * its own connection answers on four pools, so that a value, the answer to a read and the end of a link overtake each other.
 *
 * <p>One thread reads, one writes. Nobody else touches the socket: a thread that is interrupted while it writes would close it for all.
 */
public final class BusConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BusConnection.class);
    private static final String BUS = "org.freedesktop.DBus";
    private static final String BUS_PATH = "/org/freedesktop/DBus";
    private static final int MOST_WAITING = 1024;
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final AbstractTransport transport;
    private final SocketChannel socket;
    private final MessageFactory messages;
    private final BusListener listener;
    private final Map<Long, CompletableFuture<List<Object>>> asked = new ConcurrentHashMap<>();
    private final BlockingQueue<Message> outgoing = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Thread reader;
    private final Thread writer;
    private String uniqueName = "";

    private BusConnection(AbstractTransport transport, SocketChannel socket, String threads, BusListener listener) {
        this.transport = transport;
        this.socket = socket;
        this.messages = transport.getMessageFactory();
        this.listener = requireNonNull(listener, "listener");
        reader = daemon(threads + "-read", this::read);
        writer = daemon(threads + "-write", this::write);
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Connects and says hello.
     *
     * @param address as the bus writes it, e.g. {@code unix:path=/run/dbus/system_bus_socket}
     * @param threads what the names of its threads begin with
     * @throws BusException when nobody answers there or does not want us
     */
    public static BusConnection open(String address, String threads, BusListener listener, Duration atMost)
            throws BusException, InterruptedException {
        BusConnection connection;
        try {
            var config = new TransportConfig();
            config.setBusAddress(BusAddress.of(address));
            // the one transport by its name: its builder would look for others by ServiceLoader, and try for ten
            // seconds, asleep
            AbstractTransport transport = new NativeTransportProvider().createTransport(config.getBusAddress(), config);
            requireNonNull(transport, "a transport for " + address);
            connection = new BusConnection(transport, transport.connect(), threads, listener);
        } catch (IOException | TransportConfigurationException | IllegalArgumentException e) {
            throw new BusException(
                    BusException.DISCONNECTED, "no message bus at " + address + ": " + e.getMessage(), e);
        }
        connection.reader.start();
        connection.writer.start();
        try {
            connection.uniqueName = (String)
                    connection.call(atMost, BUS, BUS_PATH, BUS, "Hello", "").get(0);
        } catch (BusException | InterruptedException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** {@return its own name on the bus, e.g. {@code :1.7}} */
    public String uniqueName() {
        return uniqueName;
    }

    /** {@return whether it can still be used} */
    public boolean open() {
        return !ended.isDone();
    }

    /** Wants signals that match, in the bus's own words, e.g. {@code type='signal',sender='org.bluez'}. */
    public void wantSignals(String rule, Duration atMost) throws BusException, InterruptedException {
        call(atMost, BUS, BUS_PATH, BUS, "AddMatch", "s", rule);
    }

    /** {@return who owns this name now; empty text for nobody} */
    public String owner(String name, Duration atMost) throws BusException, InterruptedException {
        boolean owned = (Boolean)
                call(atMost, BUS, BUS_PATH, BUS, "NameHasOwner", "s", name).get(0);
        return owned
                ? (String) call(atMost, BUS, BUS_PATH, BUS, "GetNameOwner", "s", name)
                        .get(0)
                : "";
    }

    /** Takes a name on the bus. */
    public void own(String name, Duration atMost) throws BusException, InterruptedException {
        int doNotQueue = 4;
        Object got = call(atMost, BUS, BUS_PATH, BUS, "RequestName", "su", name, doNotQueue)
                .get(0);
        if (((Number) got).intValue() != 1) {
            throw new BusException(BUS + ".Error.Failed", "the name " + name + " is taken");
        }
    }

    /** Gives a name back. */
    public void disown(String name, Duration atMost) throws BusException, InterruptedException {
        call(atMost, BUS, BUS_PATH, BUS, "ReleaseName", "s", name);
    }

    /**
     * Asks without waiting. The future completes on the reading thread, in the order of the wire: what depends on it sees every signal that
     * came before and none that came after. It fails with a {@link BusException}.
     *
     * @param signature of the arguments on the bus; empty without any
     */
    public CompletableFuture<List<Object>> ask(
            String destination, String path, String type, String member, String signature, Object... arguments) {
        MethodCall call;
        try {
            call = messages.createMethodCall(
                    destination,
                    path,
                    type,
                    member,
                    Flags.NO_AUTO_START,
                    signature.isEmpty() ? null : signature,
                    arguments);
        } catch (DBusException e) {
            throw new IllegalArgumentException(type + "." + member + " takes other arguments", e);
        }
        var answer = new CompletableFuture<List<Object>>();
        long serial = call.getSerial();
        asked.put(serial, answer);
        // whoever stops waiting takes the question back, so that none is kept for an answer that never comes
        answer.whenComplete((values, failure) -> asked.remove(serial));
        if (!send(call)) {
            answer.completeExceptionally(gone());
        }
        return answer;
    }

    /**
     * Asks and waits.
     *
     * @throws BusException the answer, when it is an error; {@link BusException#silent()} when there is none in time
     */
    public List<Object> call(
            Duration atMost,
            String destination,
            String path,
            String type,
            String member,
            String signature,
            Object... arguments)
            throws BusException, InterruptedException {
        CompletableFuture<List<Object>> answer = ask(destination, path, type, member, signature, arguments);
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BusException error
                    ? new BusException(error.name(), error.getMessage(), error)
                    : new BusException(BUS + ".Error.Failed", String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new BusException(
                    BusException.NO_REPLY, member + " was not answered in " + atMost.toSeconds() + " s", e);
        } finally {
            answer.cancel(false);
        }
    }

    /** Tells everybody who listens. */
    public void signal(String path, String type, String member, String signature, Object... values) {
        try {
            send(messages.createSignal(null, path, type, member, signature, values));
        } catch (DBusException e) {
            throw new IllegalArgumentException(type + "." + member + " tells something else", e);
        }
    }

    void answer(MethodCall call, String signature, Object[] values) {
        try {
            reply(call, messages.createMethodReturn(call, signature, values));
        } catch (DBusException e) {
            throw new IllegalArgumentException(call.getName() + " is answered otherwise", e);
        }
    }

    void refuse(MethodCall call, String name, String message) {
        try {
            reply(call, messages.createError(call.getSource(), name, call.getSerial(), "s", message));
        } catch (DBusException e) {
            throw new IllegalArgumentException(name + " is no name of an error", e);
        }
    }

    private void reply(MethodCall call, Message answer) {
        if ((call.getFlags() & Flags.NO_REPLY_EXPECTED) == 0) {
            send(answer);
        }
    }

    private boolean send(Message message) {
        if (open() && outgoing.offer(message)) {
            // it may have ended in between, when nobody looks at the queue any more
            return open();
        }
        if (open()) {
            end("the bus takes nothing any more");
        }
        return false;
    }

    private void write() {
        try {
            while (open()) {
                transport.writeMessage(outgoing.take());
            }
        } catch (IOException e) {
            end("the bus hung up: " + e.getMessage());
        } catch (InterruptedException e) {
            LOG.trace("the writing thread ends", e);
        }
    }

    private void read() {
        try {
            while (open()) {
                Message message = transport.readMessage();
                if (message != null) {
                    take(message);
                }
            }
        } catch (IOException | DBusException e) {
            end("the bus hung up: " + e.getMessage());
        } finally {
            end("the bus sent what nobody can read");
            var gone = gone();
            asked.values().forEach(answer -> answer.completeExceptionally(gone));
            listener.closed(ended.join());
        }
    }

    private void take(Message message) throws DBusException {
        if (message instanceof DBusSignal signal) {
            listener.signalled(new BusSignal(
                    String.valueOf(signal.getSource()),
                    signal.getPath(),
                    signal.getInterface() + "." + signal.getName(),
                    Plain.values(signal.getParameters())));
        } else if (message instanceof MethodReturn answer) {
            CompletableFuture<List<Object>> waiting = asked.get(answer.getReplySerial());
            if (waiting != null) {
                waiting.complete(Plain.values(answer.getParameters()));
            }
        } else if (message instanceof Error error) {
            CompletableFuture<List<Object>> waiting = asked.get(error.getReplySerial());
            if (waiting != null) {
                List<Object> words = Plain.values(error.getParameters());
                waiting.completeExceptionally(
                        new BusException(error.getName(), words.isEmpty() ? error.getName() : words.get(0) + ""));
            }
        } else if (message instanceof MethodCall call) {
            listener.called(new BusCall(this, call));
        }
    }

    private BusException gone() {
        return new BusException(BusException.DISCONNECTED, ended.getNow("the message bus is away"));
    }

    private void end(String why) {
        if (ended.complete(why)) {
            writer.interrupt();
            try {
                socket.close(); // not the transport: that forgets its reader and writer under the hands of the two
                // threads
            } catch (IOException e) {
                LOG.debug("The bus's socket did not close", e);
            }
        }
    }

    /** Hangs up; the listener is told before this returns, unless it is the listener that hangs up. */
    @Override
    public void close() {
        end("hung up");
        try {
            if (Thread.currentThread() != reader) {
                reader.join(TOGETHER.toMillis());
                writer.join(TOGETHER.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
