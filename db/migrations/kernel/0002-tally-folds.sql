-- kernel: how often a tally was folded, so that a reader knows whether what it holds in memory still stands.
alter table kernel.tally_edition add column folds bigint not null default 0;
comment on column kernel.tally_edition.folds is '已并入的次数：每并入或重新清点一次加一，读者据以判断所存数字是否仍然有效';
