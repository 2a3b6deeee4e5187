package org.hearthgate.adapter.bluetooth.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.device.Pairing;

/** One pairing: waits for BlueZ on a thread of its own, and for the installer when BlueZ asks something. */
final class BluezPairing implements Pairing {
    private static final int MOST_PIN = 16;
    private static final String CANCELED = Bluez.ERROR + "Canceled";

    private final Radio radio;
    private final Settings settings;
    private final Peer peer;
    private Progress progress = new Progress(State.RUNNING, "Pairing; keep the device near and awake");
    private Optional<BusCall> question = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    BluezPairing(Radio radio, Settings settings, Peer peer) {
        this.radio = radio;
        this.settings = settings;
        this.peer = peer;
    }

    String peerPath() {
        return peer.path();
    }

    synchronized void runsOn(Thread pairing) {
        thread = Optional.of(pairing);
    }

    synchronized boolean running() {
        return progress.state() != State.DONE && progress.state() != State.FAILED;
    }

    void run() throws InterruptedException {
        try {
            radio.call(settings.pairing(), peer.path(), Bluez.DEVICE, "Pair", "");
            trust();
        } catch (BusException e) {
            if (e.name().equals(Bluez.ERROR + "AlreadyExists")) {
                trust();
            } else {
                giveUp(e);
            }
        }
    }

    /** So that BlueZ takes the device back when it comes by itself. */
    private void trust() throws InterruptedException {
        try {
            radio.call(
                    Settings.DAEMON,
                    peer.path(),
                    Bluez.PROPERTIES,
                    "Set",
                    "ssv",
                    Bluez.DEVICE,
                    "Trusted",
                    new Object[] {"b", true});
            end(State.DONE, "Paired");
        } catch (BusException e) {
            fail("It was paired, but the hub could not be told to trust it (" + e.getMessage() + "); pair it again");
        }
    }

    private void giveUp(BusException e) {
        String word = e.name().substring(e.name().lastIndexOf('.') + 1);
        if (e.silent()) {
            quit();
        }
        fail(
                switch (word) {
                    case "AuthenticationFailed" -> "The device did not accept it; check the number and try again";
                    case "AuthenticationRejected" ->
                        "The device refused; set it to pairing as its manual says and try again";
                    case "AuthenticationCanceled" -> "The device or the hub broke it off; try again";
                    case "AuthenticationTimeout", "NoReply" ->
                        "It took longer than " + settings.pairing().toSeconds()
                                + " s; set the device to pairing and try again";
                    case "ConnectionAttemptFailed" -> "The device did not answer; wake it, bring it near and try again";
                    default ->
                        "It failed (" + e.getMessage() + "); set the device to pairing, bring it near and try again";
                });
    }

    private void quit() {
        CompletableFuture<List<Object>> told = radio.ask(peer.path(), Bluez.DEVICE, "CancelPairing", "");
        assert told != null : "whether it is heard or not, it is over here";
    }

    /** {@return whether BlueZ may ask this; the bus's thread} */
    synchronized boolean ask(String word, List<Object> told, BusCall call) {
        if (!running()) {
            return false;
        }
        switch (word) {
            case "RequestPinCode" -> wants(State.WANTS_PIN, "Type the PIN of the device, 1 to 16 characters", call);
            case "RequestPasskey" ->
                wants(State.WANTS_PASSKEY, "Type the passkey of the device, up to six digits", call);
            case "RequestConfirmation" ->
                wants(State.WANTS_COMPARISON, "Does the device show " + sixDigits(told.get(1)) + "?", call);
            case "DisplayPinCode" -> shows(String.valueOf(told.get(1)), call);
            case "DisplayPasskey" -> shows(sixDigits(told.get(1)), call);
            case "RequestAuthorization" -> call.answer(""); // the installer has begun it: that is the consent
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String sixDigits(Object number) {
        return String.format(Locale.ROOT, "%06d", ((Number) number).longValue());
    }

    private void wants(State state, String message, BusCall call) {
        withdrawn();
        question = Optional.of(call);
        progress = new Progress(state, message);
    }

    private void shows(String number, BusCall call) {
        progress = new Progress(State.SHOWS_PASSKEY, "Type " + number + " on the device");
        call.answer("");
    }

    /** BlueZ does not want to know any more. */
    synchronized void withdrawn() {
        question.ifPresent(call -> call.refuse(CANCELED, "withdrawn"));
        question = Optional.empty();
        if (running()) {
            progress = new Progress(State.RUNNING, "Pairing; keep the device near and awake");
        }
    }

    @Override
    public synchronized Progress progress() {
        return progress;
    }

    @Override
    public synchronized void answer(String text) {
        BusCall call = question.orElseThrow(() -> new IllegalStateException("nothing was asked"));
        String said = text.strip();
        switch (progress.state()) {
            case WANTS_PIN -> {
                if (said.isEmpty() || said.length() > MOST_PIN) {
                    throw new IllegalArgumentException("a PIN has 1 to 16 characters");
                }
                call.answer("s", said);
            }
            case WANTS_PASSKEY -> {
                if (!said.matches("\\d{1,6}")) {
                    throw new IllegalArgumentException("a passkey is a number of up to six digits");
                }
                call.answer("u", Integer.valueOf(said));
            }
            default -> compare(said, call);
        }
        question = Optional.empty();
        progress = new Progress(State.RUNNING, "Pairing; keep the device near and awake");
    }

    private static void compare(String said, BusCall call) {
        switch (said.toLowerCase(Locale.ROOT)) {
            case "yes" -> call.answer("");
            case "no" -> call.refuse(Bluez.ERROR + "Rejected", "the numbers differ");
            default -> throw new IllegalArgumentException("say yes when the device shows that number, else no");
        }
    }

    @Override
    public void cancel() {
        if (running()) {
            fail("Cancelled");
            quit();
        }
    }

    void fail(String why) {
        end(State.FAILED, why);
    }

    private synchronized void end(State state, String message) {
        if (running()) {
            question.ifPresent(call -> call.refuse(CANCELED, "over"));
            question = Optional.empty();
            progress = new Progress(state, message);
        }
    }

    /** The hub stops. */
    synchronized void stop() {
        fail("The hub stops");
        thread.ifPresent(Thread::interrupt);
    }
}
