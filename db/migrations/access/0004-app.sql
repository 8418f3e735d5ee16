-- access: room → app: which application a session was begun in. Sessions under way go on.
alter table access.session rename column room to app;
alter table access.session rename constraint session_room_check to session_app_check;
