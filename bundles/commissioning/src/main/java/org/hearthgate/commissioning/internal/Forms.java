package org.hearthgate.commissioning.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsForm.Choice;
import org.hearthgate.api.commissioning.SettingsForm.Field;
import org.hearthgate.api.commissioning.SettingsForm.Type;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forms of the settings, as the adapters' own bundles describe them; read afresh each time, for bundles come and go. */
final class Forms {
    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);
    private static final Set<Integer> WHOLE = Set.of(
            AttributeDefinition.LONG, AttributeDefinition.INTEGER, AttributeDefinition.SHORT, AttributeDefinition.BYTE);
    private static final Set<Integer> BROKEN = Set.of(AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT);

    private final BundleContext context;
    private final MetaTypeService metatypes;
    private final Realm realm;

    Forms(BundleContext context, MetaTypeService metatypes, Realm realm) {
        this.context = context;
        this.metatypes = metatypes;
        this.realm = realm;
    }

    /** {@return those that may be changed here, ordered by PID} */
    List<SettingsForm> all() {
        var forms = new ArrayList<SettingsForm>();
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation known = metatypes.getMetaTypeInformation(bundle);
            if (known != null) {
                read(bundle, known, known.getPids(), false, forms);
                read(bundle, known, known.getFactoryPids(), true, forms);
            }
        }
        forms.sort(Comparator.comparing(SettingsForm::pid));
        return forms;
    }

    Optional<SettingsForm> of(Pid pid) {
        return all().stream()
                .filter(form ->
                        form.factory() == pid.oneOfSeveral() && form.pid().equals(pid.factory()))
                .findFirst();
    }

    private void read(
            Bundle bundle, MetaTypeInformation known, String[] pids, boolean factory, List<SettingsForm> forms) {
        if (pids == null) {
            return;
        }
        List<String> ours =
                Arrays.stream(pids).filter(Pid::isOne).filter(realm::holds).toList();
        if (ours.isEmpty()) {
            return;
        }
        Bounds bounds = Bounds.of(bundle);
        for (String pid : ours) {
            try {
                forms.add(form(pid, factory, known.getObjectClassDefinition(pid, null), bounds));
            } catch (IllegalArgumentException e) {
                LOG.warn("The settings of {} in {} are not described well: {}", pid, bundle, e.getMessage());
            }
        }
    }

    private static SettingsForm form(String pid, boolean factory, ObjectClassDefinition described, Bounds bounds) {
        var fields = new ArrayList<Field>();
        for (boolean required : new boolean[] {true, false}) {
            AttributeDefinition[] settings = described.getAttributeDefinitions(
                    required ? ObjectClassDefinition.REQUIRED : ObjectClassDefinition.OPTIONAL);
            if (settings != null) {
                for (AttributeDefinition setting : settings) {
                    fields.add(field(setting, required, described.getID(), bounds));
                }
            }
        }
        return new SettingsForm(pid, factory, text(described.getName()), text(described.getDescription()), fields);
    }

    private static Field field(AttributeDefinition setting, boolean required, String form, Bounds bounds) {
        String[] given = setting.getDefaultValue();
        List<String> defaults = given == null ? List.of() : List.of(given);
        Type type = type(setting);
        return new Field(
                setting.getID(),
                text(setting.getName()),
                text(setting.getDescription()),
                type,
                setting.getCardinality() != 0,
                required && given == null,
                type == Type.SECRET ? List.of() : defaults,
                bounds.min(form, setting.getID()),
                bounds.max(form, setting.getID()),
                choices(setting));
    }

    private static Type type(AttributeDefinition setting) {
        // by either sign: a key that begins with a dot is private, whatever its metatype forgot to say
        if (setting.getType() == AttributeDefinition.PASSWORD || setting.getID().startsWith(".")) {
            return Type.SECRET;
        }
        if (WHOLE.contains(setting.getType())) {
            return Type.WHOLE_NUMBER;
        }
        if (BROKEN.contains(setting.getType())) {
            return Type.NUMBER;
        }
        return setting.getType() == AttributeDefinition.BOOLEAN ? Type.TRUTH : Type.TEXT;
    }

    private static List<Choice> choices(AttributeDefinition setting) {
        String[] values = setting.getOptionValues();
        String[] labels = setting.getOptionLabels();
        var choices = new ArrayList<Choice>();
        for (int i = 0; values != null && i < values.length; i++) {
            choices.add(new Choice(values[i], labels != null && i < labels.length ? labels[i] : values[i]));
        }
        return choices;
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
