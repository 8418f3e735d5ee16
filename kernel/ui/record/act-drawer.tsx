import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { mintId } from '../../id/index.ts';
import { act, Refused, sentence } from '../api.ts';
import { useAct, useRefresh } from '../data.tsx';
import { useDraft } from '../draft.ts';
import { Drawer } from '../pane.tsx';
import { keepEnter } from '../typing.ts';
import { type ActForm, emptyFields, sentOf, sortPlaces, type Values } from './act-form.ts';
import { Fields } from './fields.tsx';
import { RefusedNote } from './refused-note.tsx';

/**
 * The form of a command in a drawer. What the move still lacks stands beside the button before it is pressed; the draft
 * outlives the drawer, a reload and a lost session; the same content pressed again is the same act (one key).
 */
export function ActDrawer<Answer>(props: {
  form: ActForm<Answer>;
  open: boolean;
  onClose: () => void;
  onDone?: (answer: Answer) => void;
}): ReactNode {
  const { form } = props;
  return (
    <Drawer open={props.open} onClose={props.onClose} title={form.title}>
      {props.open ? <Body<Answer> key={`${form.name}.${JSON.stringify(form.given ?? {})}`} {...props} /> : null}
    </Drawer>
  );
}

function Body<Answer>(props: {
  form: ActForm<Answer>;
  onClose: () => void;
  onDone?: (answer: Answer) => void;
}): ReactNode {
  const { form } = props;
  const { message } = App.useApp();
  const refresh = useRefresh();
  const secret = form.fields.some((field) => field.kind === 'secret');
  // A version may move on while the draft waits, so the draft hangs on the record, not on its version.
  // What has no id of its own (an item at an enterprise) is told apart by everything that is given.
  const draftName = `${form.name}.${String(form.given?.id ?? JSON.stringify(form.given ?? {}))}`;
  const kept = useDraft<Values>(draftName, form.start ?? {});
  const bare = useState<Values>(form.start ?? {});
  const [values, setValues] = secret ? bare : [kept[0], kept[1]];
  const drop = kept[2];
  const running = useAct<Answer>(form.name, form.touches ? { touches: form.touches } : {});
  const pressed = useRef({ body: '', key: '' });
  const [refused, setRefused] = useState<Refused | Error | null>(null);

  // The version the person has seen: the form's, or the newer one a refusal told of and he went on from.
  const [seen, setSeen] = useState<number | null>(null);
  const over = refused instanceof Refused && refused.code === 'NO_SUCH_MOVE';

  const sent = { ...sentOf(form, values), ...(seen === null ? {} : { version: seen }) };
  const lacking = [...emptyFields(form.fields, values), ...(form.missing?.(values) ?? [])];
  const sorted = sortPlaces(form.fields, refused instanceof Refused ? refused.places : []);

  const undo = async (step: { title: string; name: string; given: Values }) => {
    message.destroy(form.name);
    try {
      await act(step.name, step.given);
      refresh(step.name.split('.')[0] as string, ...(form.touches ?? []));
      void message.success(`已${step.title}`);
    } catch (error) {
      void message.error(sentence(error), 8);
    }
  };
  const press = async () => {
    const body = JSON.stringify(sent);
    if (pressed.current.body !== body) pressed.current = { body, key: mintId() };
    setRefused(null);
    try {
      const { answer } = await running.mutateAsync({ ...sent, $key: pressed.current.key });
      drop();
      const step = form.undo?.(answer);
      void message.success({
        key: form.name,
        duration: step ? 8 : 3,
        content: (
          <span>
            {form.said?.(answer) ?? `已${form.title}`}
            {step ? (
              <Button type="link" size="small" onClick={() => void undo(step)}>
                {step.title}
              </Button>
            ) : null}
          </span>
        ),
      });
      props.onDone?.(answer);
      props.onClose();
    } catch (error) {
      // A refusal is an answer to this key: the corrected content is a new act.
      if (error instanceof Refused) pressed.current = { body: '', key: '' };
      // Signed out: the sign-in page has taken the screen; whoever comes back finds the form as it was.
      setRefused(error instanceof Refused && error.code === 'SIGNED_OUT' ? null : (error as Error));
    }
  };

  return (
    <form
      className="zs-act"
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (lacking.length === 0 && !over && !running.isPending) void press();
      }}
    >
      {form.intro ? <div className="zs-act-intro">{form.intro}</div> : null}
      {refused ? (
        <RefusedNote
          of={refused}
          places={sorted.above}
          onGoOn={(version) => {
            setSeen(version);
            setRefused(null);
          }}
        />
      ) : null}
      <Fields
        fields={form.fields}
        values={values}
        onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        wrong={sorted.at}
      />
      <footer className="zs-act-foot">
        <Button
          type="primary"
          htmlType="submit"
          danger={form.danger ?? false}
          disabled={lacking.length > 0 || over}
          loading={running.isPending}
        >
          {form.submit ?? form.title}
        </Button>
        <Button onClick={props.onClose}>取消</Button>
        {kept[3] && !secret ? (
          <Button
            type="text"
            onClick={() => {
              drop();
              setRefused(null);
            }}
          >
            清除草稿
          </Button>
        ) : null}
        <span className="zs-meta" aria-live="polite">
          {lacking.length ? `还缺：${lacking.join('、')}` : kept[3] && !secret ? '草稿已暂存于本机' : ''}
        </span>
      </footer>
    </form>
  );
}
