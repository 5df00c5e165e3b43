/** The people of the demo workspace; the first owns it. */
export interface SeedPerson {
  name: string;
  title: string;
  role: "owner" | "admin" | "member" | "guest";
  status?: { emoji: string; text: string };
}

export const people: readonly SeedPerson[] = [
  { name: "Ann Archer", title: "Head of Engineering", role: "owner" },
  { name: "Chidi Okafor", title: "Staff Engineer, Sync", role: "admin" },
  {
    name: "Dana Levi",
    title: "Reliability Engineer",
    role: "member",
    status: { emoji: "🎧", text: "Deep work until noon" },
  },
  { name: "Esra Kaya", title: "Product Designer", role: "admin" },
  { name: "Goro Ito", title: "Backend Engineer", role: "member" },
  { name: "Femi Ade", title: "Support Lead, EU", role: "member" },
  { name: "Maya Fernández", title: "Frontend Engineer", role: "member" },
  { name: "Lukas Brandt", title: "Firmware Engineer", role: "member" },
  {
    name: "Priya Raman",
    title: "Data Engineer",
    role: "member",
    status: { emoji: "🏝️", text: "Away until Monday" },
  },
  { name: "Tomás O'Brien", title: "Account Executive", role: "member" },
  { name: "נועה פרידמן", title: "Robotics Researcher", role: "member" },
  { name: "Sofia Lindqvist", title: "Product Manager", role: "member" },
  { name: "Wei Zhang", title: "Perception Engineer", role: "member" },
  { name: "Amara Nwosu", title: "People Partner", role: "member" },
  { name: "Jonas Weber", title: "Mechanical Engineer", role: "member" },
  { name: "Leïla Haddad", title: "QA Engineer", role: "member" },
  { name: "Marcus Chen-Whitfield", title: "Site Manager, Rotterdam", role: "member" },
  { name: "Ingrid Solberg", title: "Finance", role: "member" },
  { name: "Ravi Shah", title: "Platform Engineer", role: "member" },
  { name: "Hana Suzuki", title: "Technical Writer", role: "member" },
  { name: "Diego Morales", title: "Field Engineer", role: "member" },
  { name: "Katarzyna Wiśniewska", title: "Security Engineer", role: "member" },
  { name: "Ben Adeyemi", title: "Solutions Engineer", role: "member" },
  { name: "Olga Petrova", title: "Controls Engineer", role: "member" },
  { name: "Samuel Kim", title: "iOS Engineer", role: "member" },
  { name: "Zoë van Dijk", title: "Operations", role: "member" },
  { name: "Nadia Rahman", title: "Customer Success", role: "member" },
  { name: "Theo Laurent", title: "Intern, Engineering", role: "member" },
  { name: "Miriam Stein", title: "Legal Counsel", role: "member" },
  { name: "Paul Novak", title: "Contractor, Novak Tooling", role: "guest" },
];
