package org.hearthgate.commissioning.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.HomeSettings;
import org.hearthgate.api.commissioning.SettingsCheck;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsProblem;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.commissioning.Standing;

/**
 * Where settings are changed, by whichever door they come in: checked, put in force, watched until something runs with them, written down;
 * or as they were. One change at a time, on one thread, so that none is checked against what another is just changing.
 */
final class SettingsDesk implements HomeSettings, AutoCloseable {
    private final Realm realm;
    private final Configurations configurations;
    private final Forms forms;
    private final Components components;
    private final HomeCheck homeCheck;
    private final Optional<SettingsFolder> folder;
    private final ChangeList changes;
    private final Duration patience;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(SettingsDesk::named);

    /**
     * @param realm what may be set here
     * @param patience how long an adapter may take to come up
     */
    SettingsDesk(
            Realm realm,
            Configurations configurations,
            Forms forms,
            Components components,
            HomeCheck homeCheck,
            Optional<SettingsFolder> folder,
            ChangeList changes,
            Duration patience) {
        this.realm = realm;
        this.configurations = configurations;
        this.forms = forms;
        this.components = components;
        this.homeCheck = homeCheck;
        this.folder = folder;
        this.changes = changes;
        this.patience = patience;
    }

    private static Thread named(Runnable task) {
        var thread = new Thread(task, "hearthgate-commissioning");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public List<SettingsForm> forms() {
        return forms.all();
    }

    @Override
    public List<ConfiguredSettings> all() {
        List<SettingsForm> known = forms.all();
        return configurations.all().entrySet().stream()
                .map(one -> told(new Pid(one.getKey()), one.getValue(), known))
                .toList();
    }

    @Override
    public Optional<ConfiguredSettings> of(String pid) {
        var wanted = new Pid(pid);
        wanted.requireWithin(realm);
        return configurations.of(wanted).map(values -> told(wanted, values, forms.all()));
    }

    private ConfiguredSettings told(Pid pid, Map<String, Object> values, List<SettingsForm> known) {
        Optional<SettingsForm> form =
                known.stream().filter(one -> one.pid().equals(pid.factory())).findFirst();
        var open = new TreeMap<String, Object>();
        values.forEach((key, value) -> {
            // without its form nobody knows which of its keys are secret
            if (form.isPresent() && !Draft.isSecret(form.get(), key)) {
                open.put(key, Draft.plain(value));
            }
        });
        List<String> secrets =
                values.keySet().stream().filter(key -> !open.containsKey(key)).toList();
        return new ConfiguredSettings(pid.value(), open, secrets, components.of(pid));
    }

    /** {@return the configuration as it would be} */
    Draft draft(Pid pid, SettingsUpdate update) {
        pid.requireWithin(realm);
        SettingsForm form = forms.of(pid)
                .orElseThrow(() -> new CommissioningException(
                        Reason.UNKNOWN,
                        "Nothing here is set by " + pid
                                + ". The forms list those that are; one of several is written "
                                + "<factory pid>~<name>."));
        var draft = new Draft(pid, form, configurations.of(pid).orElse(Map.of()), update);
        homeCheck.look(draft);
        return draft;
    }

    /** {@return a name for a new configuration that says nothing about anybody: it is in logs} */
    Pid freePid(String factoryPid, String kind) {
        Set<String> taken = configurations.all().keySet();
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> factoryPid + "~" + kind + "-" + number)
                .filter(name -> !taken.contains(name))
                .map(Pid::new)
                .findFirst()
                .orElseThrow();
    }

    /** {@return the keys that are set} */
    Set<String> keysOf(Pid pid) {
        return configurations.of(pid).orElse(Map.of()).keySet();
    }

    @Override
    public SettingsCheck check(String pid, SettingsUpdate update) {
        return draft(new Pid(pid), update).check();
    }

    @Override
    public CompletableFuture<Applied> apply(String who, String pid, SettingsUpdate update) {
        var wanted = new Pid(pid);
        return inTurn(() -> commit(who, "set", draft(wanted, update)));
    }

    @Override
    public CompletableFuture<Void> remove(String who, String pid) {
        var wanted = new Pid(pid);
        return inTurn(() -> {
            takeAway(who, "remove", wanted);
            return null;
        });
    }

    @Override
    public boolean lasting() {
        return folder.isPresent();
    }

    /** Does something when all changes before it are done. */
    <T> CompletableFuture<T> inTurn(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new CommissioningException(Reason.NO_ANSWER, "The hub is stopping. Try again when it runs."));
        }
    }

    /** Puts a draft in force, or leaves everything as it was. On the thread of {@link #inTurn} only. */
    Applied commit(String who, String what, Draft draft) {
        Pid pid = draft.pid();
        if (!draft.problems().isEmpty()) {
            throw refused(pid, draft.problems());
        }
        List<String> keys = draft.changedKeys();
        boolean isNew = configurations.of(pid).isEmpty();
        if (keys.isEmpty() && !isNew) {
            return new Applied(pid.value(), components.of(pid), lasting(), List.of());
        }
        Components.Watch watch = components.watch(pid);
        configurations.put(pid, draft.after());
        Standing standing = watch.await(draft.after(), draft.before(), patience);
        if (standing.state() == Standing.State.FAILED) {
            takeBack(who, what, draft, isNew);
            throw new CommissioningException(
                    Reason.DID_NOT_START,
                    pid + " did not start with these settings: " + standing.why()
                            + (standing.why().endsWith(".") ? "" : ".")
                            + (isNew ? " Nothing was kept." : " The former settings are back."));
        }
        try {
            if (folder.isPresent()) {
                folder.get().write(pid, draft.after(), keys);
            }
        } catch (IOException e) {
            takeBack(who, what, draft, isNew);
            throw unsaved(pid, e);
        }
        changes.done(who, what, pid, keys);
        return new Applied(pid.value(), standing, lasting(), draft.differences());
    }

    private void takeBack(String who, String what, Draft draft, boolean wasNew) {
        if (wasNew) {
            configurations.delete(draft.pid());
        } else {
            Components.Watch watch = components.watch(draft.pid());
            configurations.put(draft.pid(), draft.before());
            watch.await(draft.before(), draft.after(), patience);
        }
        changes.takenBack(who, what, draft.pid(), draft.changedKeys());
    }

    /** Takes a configuration away, from the disk first: what is gone must not be back after a restart. */
    void takeAway(String who, String what, Pid pid) {
        pid.requireWithin(realm);
        Map<String, Object> former = configurations
                .of(pid)
                .orElseThrow(() -> new CommissioningException(
                        Reason.UNKNOWN, "There is no configuration " + pid + ". The list of settings names all."));
        try {
            if (folder.isPresent()) {
                folder.get().delete(pid);
            }
        } catch (IOException e) {
            throw unsaved(pid, e);
        }
        configurations.delete(pid);
        changes.done(who, what, pid, former.keySet());
    }

    private static CommissioningException refused(Pid pid, List<SettingsProblem> problems) {
        SettingsProblem first = problems.get(0);
        return new CommissioningException(
                Reason.INVALID,
                pid.factory() + ": '" + first.key() + "' " + first.message()
                        + (problems.size() == 1 ? "." : " (and " + (problems.size() - 1) + " more)."),
                problems);
    }

    private static CommissioningException unsaved(Pid pid, IOException e) {
        return new CommissioningException(
                Reason.NOT_SAVED,
                pid + " could not be written to the hub's config folder ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "). Everything is as before; see whether the disk is full, with 'hub doctor'.");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
