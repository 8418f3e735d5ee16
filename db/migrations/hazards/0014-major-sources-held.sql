-- hazards: on a cluster a table is spread before it refers.
alter table hazards.major_source add foreign key (county, enterprise) references registry.enterprise (county, id);
