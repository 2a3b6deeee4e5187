package org.hearthgate.notify.internal.sounder;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.notify.internal.Setting;
import org.hearthgate.tones.Alarm;
import org.hearthgate.tones.Player;
import org.hearthgate.tones.Speakers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The hub's own loudspeaker, for whoever is near. Of several alerts the most urgent sounds; it goes on in its rhythm, louder with each step
 * and minute, until it is told that somebody has it.
 */
@Component(
        name = Sounder.PID,
        configurationPid = Sounder.PID,
        immediate = true,
        service = {Channel.class, HealthProbe.class})
@Designate(ocd = SounderConfig.class)
public final class Sounder implements Channel, HealthProbe {
    static final String PID = "org.hearthgate.notify.sounder";

    private static final String ID = "sounder";
    private static final int MOST_SOUNDING = 64;
    private static final long BEGINS_WITHIN_SECONDS = 5;
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Comparator<Alarm> MOST_URGENT =
            Comparator.comparing(Alarm::priority).thenComparing(Alarm::step, Comparator.reverseOrder());

    private final HubClock clock;
    private final Household household;
    private final SounderConfig config;
    private final NightHours night;
    private final boolean silentTests;
    private final Optional<Player> player;

    /** Alarms by alert, of this channel's own thread alone. */
    private final Map<String, Alarm> sounding = new HashMap<>();

    private Optional<Alarm> loudest = Optional.empty();
    private volatile Optional<Duration> latestTook = Optional.empty();

    @Activate
    public Sounder(@Reference HubClock clock, @Reference Household household, SounderConfig config) {
        this.clock = clock;
        this.household = household;
        this.config = config;
        Setting.within(PID, "volumePercent", config.volumePercent(), 30, 100);
        Setting.within(PID, "nightVolumePercent", config.nightVolumePercent(), 10, 100);
        Setting.within(PID, "melody", config.melody(), 0, 6);
        night = NightHours.of(PID, config.nightFrom(), config.nightUntil());
        silentTests = "silent".equals(config.selfTest());
        if (!silentTests && !"short".equals(config.selfTest())) {
            throw new IllegalArgumentException(
                    PID + ": 'selfTest' must be silent or short, was '" + config.selfTest() + "'");
        }
        Speakers speakers = Speakers.of(config.device());
        player = config.enabled() ? Optional.of(new Player("notify-sounder-player", speakers, LOOK)) : Optional.empty();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "The hub's own sounder";
    }

    @Override
    public boolean forEverybodyNear() {
        return player.isPresent();
    }

    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException {
        Player by = player.orElseThrow(
                () -> ChannelException.permanent("the sounder is switched off (enabled of " + PID + ")"));
        if (call.silent() || (call.test() && silentTests)) {
            return ready(by);
        }
        Alarm alarm = alarm(call);
        if (call.test() || alarm.priority() == Priority.INFORMATION) { // said once; what sounds already stands for it
            return begun(by.soundOnce(alarm));
        }
        if (sounding.size() >= MOST_SOUNDING && !sounding.containsKey(alarm.id())) {
            return Receipt.Outcome.SENT; // so many are sounding that one more could not be told apart
        }
        sounding.put(alarm.id(), alarm);
        return begun(choose(by).orElseGet(() -> by.soundOnce(alarm)));
    }

    /** Nothing is to be heard, but a sounder that could not be is no receipt. */
    private static Receipt.Outcome ready(Player by) throws ChannelException {
        Player.State state = by.state();
        if (state.open().isEmpty()) {
            throw ChannelException.passing(state.trouble().orElse("the sound card is not open yet"), null);
        }
        return Receipt.Outcome.SENT;
    }

    private Alarm alarm(Call call) {
        Alert alert = call.alert();
        boolean isNight = night.contain(clock.now(), household.zone());
        int percent = isNight ? config.nightVolumePercent() : config.volumePercent();
        int seed = config.melody() == 0 ? alert.id().hashCode() : config.melody() - 1;
        return new Alarm(alert.id(), alert.priority(), alert.step(), percent, seed);
    }

    /** {@return when the loudest has begun, if it is another than before} */
    private Optional<CompletableFuture<Duration>> choose(Player by) {
        Optional<Alarm> now = sounding.values().stream().min(MOST_URGENT);
        if (now.equals(loudest)) {
            return Optional.empty();
        }
        loudest = now;
        if (now.isEmpty()) {
            by.silence();
            return Optional.empty();
        }
        return Optional.of(by.sound(now.get()));
    }

    private Receipt.Outcome begun(CompletableFuture<Duration> heard) throws ChannelException, InterruptedException {
        try {
            latestTook = Optional.of(heard.get(BEGINS_WITHIN_SECONDS, TimeUnit.SECONDS));
            return Receipt.Outcome.SENT;
        } catch (ExecutionException e) {
            throw ChannelException.passing(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (TimeoutException e) {
            throw ChannelException.passing(
                    "the sound card took nothing within " + BEGINS_WITHIN_SECONDS + " s; look at its cable and driver",
                    e);
        }
    }

    @Override
    public void quiet(Alert alert) {
        if (sounding.remove(alert.id()) != null) {
            player.ifPresent(this::choose);
        }
    }

    @Override
    public String name() {
        return ID;
    }

    /** On the road: where everything else fails, this is what wakes a house. */
    @Override
    public boolean onAlarmPath() {
        return player.isPresent();
    }

    @Override
    public Health check() {
        if (player.isEmpty()) {
            return Health.ok("the hub's own sounder is switched off");
        }
        Player.State state = player.get().state();
        if (state.open().isPresent()) {
            return Health.ok("sounds with " + state.open().get()
                    + latestTook
                            .map(took -> "; the newest alarm reached it after " + took.toMillis() + " ms")
                            .orElse(""));
        }
        if (state.trouble().isEmpty()) {
            return Health.warn("the sound card is being opened");
        }
        String what = state.trouble().get() + "; connect a loudspeaker, or name one by 'device' of " + PID;
        return state.everWorked() || config.required() ? Health.failed(what) : Health.warn(what);
    }

    @Deactivate
    public void close() {
        player.ifPresent(Player::close);
    }
}
